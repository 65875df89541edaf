;;; emacs.el --- what Emacs shows of a text  -*- lexical-binding: t -*-
;; Opens a text in Emacs with the configuration of docs/editors/emacs.md and
;; reports what the editor ends up with. Started by emacs.sh: the questions come
;; in $PLAN (JSON, from expected.mjs), the report goes to $REPORT (JSON), the
;; configuration is the file $SNIPPET.
(require 'cl-lib)
(require 'json)

(defvar plan (json-parse-string (getenv "PLAN") :object-type 'alist :array-type 'list))
(defvar report `((editor . "Emacs") (version . ,emacs-version)))
(defvar errors nil)
(defvar limit 60)

(defun put! (key value) (setq report (append report (list (cons key value)))))
(defun until (seconds ask)
  (let ((end (+ (float-time) seconds)) answer)
    (while (and (not (setq answer (funcall ask))) (< (float-time) end))
      (accept-process-output nil 0.05))
    answer))
(defmacro attempt (name &rest body)
  `(condition-case error (progn ,@body) (error (push (format "%s: %S" ,name error) errors) :null)))

;; A place of Emacs as a line and a UTF-16 character, both from 0, and back.
(defun utf16 (text) (/ (length (encode-coding-string text 'utf-16le)) 2))
(defun place (position)
  (save-excursion
    (goto-char position)
    (cons (1- (line-number-at-pos)) (utf16 (buffer-substring-no-properties (line-beginning-position) (point))))))
(defun go (place)
  (goto-char (point-min))
  (forward-line (car place))
  (let ((left (cadr place)))
    (while (> left 0)
      (setq left (- left (if (> (char-after) #xffff) 2 1)))
      (forward-char))))

;; Waits until what is counted is more than nothing and has rested a while.
(defun settled (count rest)
  (let ((last -1) (since (float-time)))
    (until limit (lambda ()
                   (let ((now (funcall count)))
                     (unless (= now last) (setq last now since (float-time)))
                     (and (> now 0) (> (- (float-time) since) rest)))))))

(defun diagnostics ()
  (settled (lambda () (length (flymake-diagnostics))) 0.6)
  (mapcar
   (lambda (one)
     (let* ((from (place (flymake-diagnostic-beg one))) (to (place (flymake-diagnostic-end one)))
            (sent (alist-get 'eglot-lsp-diag (flymake-diagnostic-data one))))
       `((line . ,(car from)) (character . ,(cdr from)) (end_line . ,(car to)) (end_character . ,(cdr to))
         (severity . ,(pcase (plist-get sent :severity) (1 "error") (2 "warning") (3 "information") (_ "hint")))
         (code . ,(plist-get sent :code)) (source . ,(plist-get sent :source))
         (message . ,(flymake-diagnostic-text one)))))
   (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

;; Inlay hints as drawn: Eglot puts an overlay over one character and the label before or after it.
(defun hints ()
  (let (overlays)
    (until 20 (lambda ()
                (eglot--update-hints-1 (point-min) (point-max))
                (accept-process-output nil 0.3)
                (setq overlays (cl-remove-if-not (lambda (overlay) (overlay-get overlay 'eglot--inlay-hint))
                                                 (overlays-in (point-min) (point-max))))))
    (mapcar (lambda (overlay)
              (let* ((before (overlay-get overlay 'before-string))
                     (at (place (if before (overlay-start overlay) (overlay-end overlay)))))
                `((line . ,(car at)) (character . ,(cdr at))
                  (label . ,(string-trim (substring-no-properties (or before (overlay-get overlay 'after-string) "")))))))
            (sort overlays (lambda (a b) (< (overlay-start a) (overlay-start b)))))))

(defun names (index)
  (cl-mapcan (lambda (entry)
               (if (consp (cdr entry)) (cons (substring-no-properties (car entry)) (names (cdr entry)))
                 (list (substring-no-properties (car entry)))))
             index))

(defun hover (at)
  (go at)
  (let (said)
    (eglot-hover-eldoc-function (lambda (text &rest _) (when text (setq said text))))
    (until 20 (lambda () said))
    (if said (substring-no-properties said) "")))

(defun definition (at file)
  (go at)
  (xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend)))
  (let ((found (place (point))))
    (prog1 `((file . ,(buffer-file-name)) (line . ,(car found)) (character . ,(cdr found)))
      (find-file file))))

(defun references (at)
  (go at)
  (let ((backend (xref-find-backend)))
    (length (xref-backend-references backend (xref-backend-identifier-at-point backend)))))

(setq make-backup-files nil create-lockfiles nil auto-save-default nil enable-local-variables nil
      xref-prompt-for-identifier nil eglot-sync-connect limit eglot-connect-timeout limit)
(attempt "run"
  (load (getenv "SNIPPET") nil t)
  (let ((file (alist-get 'file plan)))
    (find-file file)
    (run-hooks 'post-command-hook) ; a batch has no commands: eglot-ensure waits for the first
    (unless (until limit (lambda () (and (featurep 'eglot) (eglot-current-server) (eglot-managed-p))))
      (error "Eglot is not connected"))
    (put! 'diagnostics (attempt "diagnostics" (vconcat (diagnostics))))
    (put! 'inlay_hints (attempt "inlay hints" (vconcat (hints))))
    (put! 'symbols (attempt "symbols" (vconcat (names (eglot-imenu)))))
    (put! 'hovers (vconcat (mapcar (lambda (at) (attempt "hover" (hover at))) (alist-get 'hovers plan))))
    (put! 'definitions (vconcat (mapcar (lambda (at) (attempt "definition" (definition at file))) (alist-get 'definitions plan))))
    (put! 'references (vconcat (mapcar (lambda (at) (attempt "references" (references at))) (alist-get 'references plan))))
    (eglot-shutdown (eglot-current-server))))
(put! 'errors (vconcat (nreverse errors)))
(let ((coding-system-for-write 'utf-8))
  (write-region (json-serialize report) nil (getenv "REPORT") nil 'quiet))
(set-buffer-modified-p nil)
(kill-emacs 0)
